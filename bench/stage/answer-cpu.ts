/** Loaded before a program with `--import`: tells the bench, when asked, what CPU the process used. */
process.on('message', (message) => {
  if (message === 'cpu') process.send?.(process.cpuUsage())
})
// The bench's channel must not keep the program alive.
process.channel?.unref()
