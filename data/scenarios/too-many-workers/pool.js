// A pool: so many workers, started once; each gets the next task as soon as it is free.
class Pool {
  constructor(script, size) {
    this.waiting = [];
    this.workers = Array.from({ length: size }, () => new Worker(script));
    this.free = [...this.workers];
  }

  run(task) {
    return new Promise((resolve) => {
      this.waiting.push({ task, resolve });
      this.next();
    });
  }

  next() {
    if (this.free.length === 0 || this.waiting.length === 0) {
      return;
    }
    const worker = this.free.pop();
    const { task, resolve } = this.waiting.shift();
    worker.onmessage = (event) => {
      this.free.push(worker);
      resolve(event.data);
      this.next();
    };
    worker.postMessage(task);
  }

  close() {
    for (const worker of this.workers) {
      worker.terminate();
    }
  }
}

module.exports = { Pool };
