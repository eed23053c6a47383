import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDay } from '@headwater/domain/measures/day'
import { readPack } from './demo/demo-pack.ts'
import { generateDemo } from './demo/generate-demo.ts'
import { measureFit } from './demo/measure-fit.ts'

/**
 * Writes the files of the demo company into a folder: main.ts FOLDER DATE PACK. Says on stdout how close its sales are to the figures they
 * are fitted to, one line of JSON a figure. A program of its own, because a node does not know the simulator.
 */
const [folder, date, name] = process.argv.slice(2) as [string, string, string?]
const pack = readPack(name)
const SEED = 1
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of generateDemo(SEED, parseDay(date)!, pack)) writeFileSync(join(folder, name), bytes)
for (const figure of measureFit(SEED, pack)) process.stdout.write(`${JSON.stringify(figure)}\n`)
