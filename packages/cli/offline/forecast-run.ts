import { readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { SeriesForecast } from '@headwater/engine/forecasting/forecast-series'
import type { Frequency } from '@headwater/files/series/read-period'
import { readSeries, type Series } from '@headwater/files/series/read-series'
import {
  type Command,
  type CommandLine,
  choiceOption,
  EXIT,
  InvalidInput,
  requiredOption,
  UsageError,
  wholeOption,
} from '../command.ts'
import { secondsSinceStart, summarise } from '../progress.ts'
import { answerFolder } from './answer-folder.ts'
import { writeFile } from './folder.ts'
import { answerForecast } from './forecast-folder.ts'
import { forecastInThreads } from './forecast-in-threads.ts'

const FREQUENCIES = ['yearly', 'quarterly', 'monthly', 'weekly', 'daily', 'hourly'] as const
const SEASONS: Readonly<Record<Frequency, number>> = {
  yearly: 1,
  quarterly: 4,
  monthly: 12,
  weekly: 52,
  daily: 7,
  hourly: 24,
}

export const forecastRun: Command = {
  name: 'forecast run',
  usage:
    'headwater forecast run FILE.csv --horizon H [--frequency F] [--season M] [--levels 80,95] [--threads N] --out OUT.csv [--json]\n  headwater forecast run DIR --out DIR [--today DATE] [--json]',
  summary: 'forecasts of a long file of series, or of the items of a folder from their sales',
  options: ['out', 'today', 'horizon', 'frequency', 'season', 'levels', 'threads'],
  flags: ['json'],
  positionals: [1, 1],
  run: (line) =>
    isFolder(line.positionals[0]!) ? answerFolder(line, (folder) => answerForecast(line, folder)) : forecastFile(line),
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    throw new UsageError(`(${path}) does not exist`)
  }
}

async function forecastFile(line: CommandLine): Promise<number> {
  const path = line.positionals[0]!
  const out = requiredOption(line, 'out')
  const horizon = wholeOption(line, 'horizon', { least: 1, most: 10_000, otherwise: 0 })
  if (horizon === 0) throw new UsageError('--horizon is missing')
  const threads = wholeOption(line, 'threads', { least: 1, most: 256, otherwise: availableParallelism() })
  const levels = readLevels(line)
  const read = readSeries(readFileSync(path), choiceOption(line, 'frequency', FREQUENCIES))
  if (!read.ok) throw new InvalidInput(`${path} ${read.failure.message}`)
  const { series, frequency } = read.value
  const season = wholeOption(line, 'season', { least: 1, most: 10_000, otherwise: frequency ? SEASONS[frequency] : 1 })
  const started = performance.now()
  const found = await forecastInThreads(
    series.map((one) => one.values),
    { season, horizon, levels },
    threads,
  )
  const answers = series.map((one, i) => ({ one, answer: found[i]! }))
  const seconds = (performance.now() - started) / 1000
  writeFile(out, writeSeries(answers, levels))
  summarise(line.flags.has('json'), {
    series: answers.length,
    seconds: Math.round(secondsSinceStart() * 1000) / 1000,
    seriesPerSecond: Math.round(answers.length / Math.max(seconds, 1e-6)),
    fallbacks: answers.filter(({ answer }) => answer.fallback).length,
  })
  return EXIT.answer
}

function readLevels(line: CommandLine): number[] {
  const levels = (line.options.levels ?? '80,95').split(',').map(Number)
  if (levels.some((one) => !(one > 0 && one < 100)))
    throw new UsageError(`--levels (${line.options.levels}) should be percentages between 0 and 100, as 80,95`)
  return levels
}

function writeSeries(
  answers: readonly { readonly one: Series; readonly answer: SeriesForecast }[],
  levels: readonly number[],
): string {
  const lines = [['series', 'step', 'mean', ...levels.flatMap((level) => [`lo${level}`, `hi${level}`])].join(',')]
  for (const { one, answer } of answers) {
    const name = /[",\n]/.test(one.series) ? `"${one.series.replaceAll('"', '""')}"` : one.series
    for (let h = 0; h < answer.mean.length; h++)
      lines.push(
        [
          name,
          h + 1,
          short(answer.mean[h]!),
          ...levels.flatMap((_, i) => [short(answer.low[i]![h]!), short(answer.high[i]![h]!)]),
        ].join(','),
      )
  }
  return `${lines.join('\n')}\n`
}

/** Ten digits are more than any forecast knows; rounded up they should still be a number. */
const short = (value: number): string => String(Math.max(-MOST, Math.min(MOST, Number(value.toPrecision(10)))))

const MOST = 1.797693134e308
