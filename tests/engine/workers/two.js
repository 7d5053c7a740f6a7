var two = (text) => `two(${text})`;
