class Semaphore {
  constructor(places) {
    this.free = places;
    this.line = [];
  }

  async acquire() {
    if (this.free > 0) {
      this.free--;
    } else {
      await new Promise((resolve) => this.line.push(resolve));
    }
  }

  release() {
    const next = this.line.shift();
    if (next) {
      next(); // the place goes to the first in the line
    } else {
      this.free++;
    }
  }
}

const semaphore = new Semaphore(params.limit);

async function get(number) {
  await semaphore.acquire();
  try {
    const response = await fetch(`/data/item${number}?delay=${params.delay}`);
    return await response.json();
  } finally {
    semaphore.release();
  }
}

async function main() {
  const numbers = Array.from({ length: params.requests }, (_, i) => i + 1);
  const results = await Promise.all(numbers.map(get));
  console.log(results.length, 'answers');
}

main();
