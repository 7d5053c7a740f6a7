// A tick every 50 ms, as long as the work goes on: the thread is not blocked.
const ticks = setInterval(() => console.log('tick'), 50);

const get = (name) => fetch(`/data/${name}?delay=${params.delay}`).then((response) => response.json());

get('a')
  .then((a) => get('b').then((b) => get('c').then((c) => [a, b, c])))
  .then((all) => {
    clearInterval(ticks);
    console.log(all.map((data) => data.name).join(' '));
  });
console.log('the requests are on their way');
