function fetchData(url) {
  return new Promise((resolve, reject) => {
    fetch(url)
      .then((response) => response.json())
      .then((data) => resolve(data))
      .catch((error) => reject(error));
  });
}

let promise1 = fetchData("https://api.example.com/data1");
let promise2 = fetchData("https://api.example.com/data2");

Promise.all([promise1, promise2])
  .then(([data1, data2]) => {
    console.log("Data 1:", data1);
    console.log("Data 2:", data2);
  })
  .catch((error) => console.error("Error:", error));
