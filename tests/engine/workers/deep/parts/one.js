function one(text) { return `one(${text})`; }
