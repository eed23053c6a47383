import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { type Language, useLanguage } from '../language/language.tsx'
import { dateWithWeekday, shortDate, weekOf } from '../language/words.ts'
import type { SceneWords } from './scene.ts'
import type { ScheduleModel } from './schedule-model.ts'
import type { Grouping } from './schedule-search.ts'
import { clockOf, dayOfMoment, isoOfDay, type TimeAxis } from './time-axis.ts'

const LETTERS = { zh: ['日', '一', '二', '三', '四', '五', '六'], en: ['S', 'M', 'T', 'W', 'T', 'F', 'S'] } as const

/** `11-24 周二 14:20`, `Tue 24 Nov 14:20`. */
export function momentWords(model: ScheduleModel, axis: TimeAxis, t: number, language: Language): string {
  return `${dateWithWeekday(isoOfDay(model.view, dayOfMoment(axis, t)), language)} ${clockOf(axis, t)}`
}

/** `11-24 14:20`, `24 Nov 14:20`. */
export function shortMoment(model: ScheduleModel, axis: TimeAxis, t: number, language: Language): string {
  return `${shortDate(isoOfDay(model.view, dayOfMoment(axis, t)), language)} ${clockOf(axis, t)}`
}

/** A due moment; the end of a day is said as that day. */
export function dueWords(model: ScheduleModel, axis: TimeAxis, due: number, language: Language): string {
  const isEndOfDay = clockOf(axis, due) === '00:00'
  return isEndOfDay
    ? shortDate(isoOfDay(model.view, dayOfMoment(axis, due - 1)), language)
    : shortMoment(model, axis, due, language)
}

export function useSceneWords(by: Grouping, frozenUntil: string | null): SceneWords {
  const { t } = useLingui()
  const { language } = useLanguage()
  return useMemo(() => {
    const names = { unit: t`Unit, load of 3 weeks`, order: t`Order`, material: t`Material` }[by]
    const until = frozenUntil === null ? '' : shortDate(frozenUntil, language)
    return {
      names,
      frozen: t`frozen until ${until}`,
      load: t`Load`,
      week: (iso) => {
        const week = weekOf(iso)
        return t`Week ${week}`
      },
      day: (iso, isWide) => {
        if (isWide) return dateWithWeekday(iso, language)
        const letter = LETTERS[language][new Date(`${iso}T00:00:00Z`).getUTCDay()]!
        const day = iso.slice(8)
        return language === 'zh' ? `${day} ${letter}` : `${letter} ${Number(day)}`
      },
      date: (iso) => shortDate(iso, language),
      due: (iso) => {
        const date = shortDate(iso, language)
        return t`due ${date}`
      },
    }
  }, [by, frozenUntil, language, t])
}
