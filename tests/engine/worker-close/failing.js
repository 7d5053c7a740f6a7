onmessage = () => {
  postMessage(1);
  close();
  throw new Error('broken');
};
