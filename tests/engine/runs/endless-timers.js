console.log('before'); setInterval(() => performance.mark('again'));
