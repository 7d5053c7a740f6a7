onmessage = () => {
  postMessage(1);
  postMessage(2);
  close();
  postMessage(3);
};
