onmessage = ({ data }) => {
  let sum = 0;
  for (let i = 0; i < data; i++) sum = (sum * 31 + i) | 0;
  postMessage(sum);
};
