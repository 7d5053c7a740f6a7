console.log('before'); for (;;) performance.mark('again');
