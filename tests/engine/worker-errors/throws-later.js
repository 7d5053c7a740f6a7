setTimeout(() => { throw new RangeError('later'); });
