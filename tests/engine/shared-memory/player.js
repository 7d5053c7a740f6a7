// Plays when turns[0] is its number; turns[1 + me] counts.
onmessage = ({ data: { turns, me, rounds } }) => {
  for (let i = 0; i < rounds; i++) {
    while (Atomics.load(turns, 0) !== me) Atomics.wait(turns, 0, 1 - me);
    turns[1 + me]++;
    Atomics.store(turns, 0, 1 - me);
    Atomics.notify(turns, 0, 1);
  }
  postMessage('played');
};
