console.log('before'); for (;;);
