// Turns of the event loop a second (messages to oneself), with 10,000 timers pending and, as the peer, without. Medians.
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const { port1, port2 } = new MessageChannel();

function turn(n) {
  return new Promise((resolve) => {
    const start = performance.now();
    let turns = 0;
    port2.onmessage = () => {
      if (++turns < n) port1.postMessage(0);
      else resolve((n * 1000) / (performance.now() - start));
    };
    port1.postMessage(0);
  });
}

async function main() {
  const without = [];
  const pending = [];
  await turn(20000);
  for (let round = 0; round < 5; round++) {
    without.push(await turn(20000));
    const timers = Array.from({ length: 10000 }, (_, i) => setTimeout(() => {}, 60000 + i));
    pending.push(await turn(20000));
    for (const timer of timers) clearTimeout(timer);
  }
  port1.close();
  console.log(JSON.stringify({ 'timers-pending': median(pending), 'timers-pending.peer': median(without) }));
}

main();
