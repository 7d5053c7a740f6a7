console.log('before'); for (let i = 1; ; i++) console.log('line', i);
