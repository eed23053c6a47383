import { workerData } from 'node:worker_threads'
import { answerQuestions, reportFromThread } from '../platform/answer-questions.ts'
import { openDatabase } from '../platform/database.ts'
import { silentLog } from '../platform/log.ts'
import { type CheckQuestion, checkImport } from './check-import.ts'

const { url } = workerData as { url: string }

answerQuestions(async (question: CheckQuestion, signal) => {
  const database = openDatabase({ url, log: silentLog, connections: 3, name: 'headwater check' })
  try {
    return await checkImport(database, question, {
      signal,
      onProgress: (step, done, total) => reportFromThread({ step, done, total }),
    })
  } finally {
    await database.close()
  }
})
