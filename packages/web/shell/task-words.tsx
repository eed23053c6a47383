import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { TaskView } from '../../../schemas/rest/planning.ts'

const NAMES: Readonly<Record<string, ReactNode>> = {
  'plan-company': <Trans>Plan</Trans>,
  'import-files': <Trans>Import</Trans>,
  'begin-demo': <Trans>Demo company</Trans>,
  'search-schedule': <Trans>Search for a better schedule</Trans>,
  'backup-node': <Trans>Backup</Trans>,
  'time-schedule': <Trans>Schedule timed anew</Trans>,
}
const STEPS: Readonly<Record<string, ReactNode>> = {
  forecast: <Trans>Forecasting…</Trans>,
  plan: <Trans>Planning materials…</Trans>,
  schedule: <Trans>Searching a better schedule…</Trans>,
  backup: <Trans>Writing tables…</Trans>,
  explain: <Trans>Explaining late orders…</Trans>,
  'opening files': <Trans>Opening the files…</Trans>,
  'checking records': <Trans>Checking the records…</Trans>,
  'reading sales': <Trans>Reading sales…</Trans>,
  'checking sales': <Trans>Checking sales…</Trans>,
  'writing sales': <Trans>Writing sales…</Trans>,
  'keeping refused rows': <Trans>Keeping the wrong rows with their reasons…</Trans>,
  'drawing the company': <Trans>Drawing the demo company…</Trans>,
  'writing records': <Trans>Writing its records…</Trans>,
}
const STATES: Readonly<Record<TaskView['state'], ReactNode>> = {
  queued: <Trans>Waiting for its turn…</Trans>,
  running: <Trans>Running</Trans>,
  done: <Trans>Done</Trans>,
  failed: <Trans>Failed</Trans>,
  cancelled: <Trans>Stopped</Trans>,
}

export const TaskName = ({ name }: { readonly name: string }) => <>{NAMES[name] ?? name}</>

/** What is being done, as the node names the step. */
export const StepWords = ({ step }: { readonly step: string }) => <>{STEPS[step] ?? step}</>

/** What it is doing, or how it ended. */
export const TaskStep = ({ task }: { readonly task: TaskView }) => {
  if (task.state === 'running') return <StepWords step={task.step} />
  return (
    <>
      {STATES[task.state]}
      {task.message === '' ? null : `: ${task.message}`}
    </>
  )
}
