// How many operations each task has: the first ones are long, the last ones short.
function sizes(tasks, work) {
  return Array.from({ length: tasks }, (_, i) => Math.round((work * 1e6 * 2 * (tasks - i)) / tasks));
}

module.exports = { sizes };
