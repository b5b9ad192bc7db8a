/** Loaded before a program with `--import`: tells the bench, when asked, what CPU and memory the process used. */
process.on('message', (message) => {
  if (message === 'cpu') process.send?.(process.cpuUsage())
  if (message === 'memory') process.send?.({ peakKb: process.resourceUsage().maxRSS })
})
// The bench's channel must not keep the program alive.
process.channel?.unref()
