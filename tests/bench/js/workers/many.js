// Sends as many small objects as it is told to.
onmessage = ({ data }) => {
  for (let i = 0; i < data; i++) postMessage({ index: i, name: 'warp', on: true });
};
