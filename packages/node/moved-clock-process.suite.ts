import { openSync, readSync } from 'node:fs'

/**
 * Loaded into a node before all else (`--import`): its machine's clock is moved by what a file says just then, milliseconds as a double,
 * so that a test lets a week pass in minutes.
 */
const file = openSync(process.env.HEADWATER_MOVED_CLOCK!, 'r')
const distance = Buffer.alloc(8)
const real = Date.now
Date.now = () => {
  readSync(file, distance, 0, 8, 0)
  return real() + distance.readDoubleLE(0)
}
