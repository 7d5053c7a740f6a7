// A worker's share: its tasks wait together, and it computes on a thread of its own.
importScripts('task.js');

onmessage = async (event) => {
  const { numbers, delay, work } = event.data;
  const tasks = numbers.map(async (number) => ({ number, result: await runTask(number, delay, work) }));
  postMessage(await Promise.all(tasks));
};
