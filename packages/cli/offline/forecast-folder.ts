import { forecastItems } from '@headwater/engine/forecasting/forecast-items'
import { writeForecasts } from '@headwater/files/write-forecasts'
import type { CommandLine } from '../command.ts'
import type { FolderAnswer } from './answer-folder.ts'
import type { Folder } from './folder.ts'
import { todayOption } from './today.ts'

/** Forecasts of a folder's items from its sales. */
export function answerForecast(line: CommandLine, { dataset }: Folder): FolderAnswer {
  const answer = forecastItems(dataset, todayOption(line, dataset.parameters.timeZone))
  return {
    files: writeForecasts(answer),
    summary: { series: new Set(answer.quantiles.map((one) => one.item)).size, rows: answer.quantiles.length },
  }
}
