/**
 * Loaded into the program before anything else: when the launcher that began it is gone (kill -9 cannot be
 * passed on), it ends in the same way, so that nobody is left who holds the port and the work.
 */
'use strict'

if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  // Listening must not keep a finished program alive.
  process.channel.unref()
}
