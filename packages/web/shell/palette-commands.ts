import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { Accepted, OrderLine } from '../../../schemas/rest/planning.ts'
import { useMay } from '../accounts/session.ts'
import { plainText } from '../grid/grid-state.ts'
import { useLanguage } from '../language/language.tsx'
import { DENSITIES, useDensity } from '../look/density.ts'
import { useTheme } from '../look/theme.tsx'
import { read, send } from '../rest/client.ts'
import { TASKS_TOPIC } from '../rest/topics.ts'
import { SETTINGS_TABS } from './place-tabs.tsx'
import { PLACES } from './places.ts'

export interface PaletteCommand {
  readonly id: string
  readonly title: string
  /** What it belongs to, said at its right. */
  readonly kind: string
  readonly run: () => void
}

const DENSITY_NAMES = { compact: msg`Compact rows`, regular: msg`Regular rows`, touch: msg`Rows for touch` } as const

/** What can be done and gone to from anywhere; items and orders are read when the palette opens first. */
export function usePaletteCommands(): readonly PaletteCommand[] {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const { language, choose } = useLanguage()
  const [theme, setTheme] = useTheme()
  const [, setDensity] = useDensity()
  const orders = useQuery({
    queryKey: ['plan', 'palette-orders'],
    queryFn: () => read<ListPage<OrderLine>>('/api/order-lines?limit=10000'),
  })
  const planning = usePlanningCommands()
  const go = t`Go to`
  const settings = t`Settings`
  const act = t`Do`
  const found = t`Order`
  return [
    ...PLACES.map((place) => ({
      id: place.to,
      title: i18n._(place.name),
      kind: go,
      run: () => void navigate({ to: place.to }),
    })),
    ...SETTINGS_TABS.map((tab) => ({
      id: `screen ${tab.to}`,
      title: `${settings}: ${i18n._(tab.name)}`,
      kind: go,
      run: () => void navigate({ to: tab.to }),
    })),
    ...planning,
    {
      id: 'language',
      title: language === 'zh' ? 'English' : '中文',
      kind: act,
      run: () => choose(language === 'zh' ? 'en' : 'zh'),
    },
    {
      id: 'theme',
      title: theme === 'light' ? t`Dark theme` : t`Light theme`,
      kind: act,
      run: () => setTheme(theme === 'light' ? 'dark' : 'light'),
    },
    ...DENSITIES.map((one) => ({
      id: one,
      title: i18n._(DENSITY_NAMES[one]),
      kind: act,
      run: () => setDensity(one),
    })),
    ...(orders.data?.rows ?? []).map((one) => ({
      id: `order ${one.order} ${one.line}`,
      title: `${one.order} / ${one.line}  ${one.itemName}  ${one.customer ?? ''}`,
      kind: found,
      run: () =>
        void navigate({
          to: '/demand/orders',
          search: { filter: `order:${plainText(one.order)}`, order: `${one.order} ${one.line}` } as never,
        }),
    })),
  ]
}

/** What planners may do. */
function usePlanningCommands(): readonly PaletteCommand[] {
  const { t } = useLingui()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const act = t`Do`
  const plan = async (): Promise<void> => {
    await send<Accepted>('POST', '/api/plan-runs')
    await queries.invalidateQueries({ queryKey: [TASKS_TOPIC] })
  }
  const commands = [
    { id: 'import', title: t`Import…`, kind: act, run: () => void navigate({ to: '/settings/imports' }) },
    { id: 'plan', title: t`Plan now`, kind: act, run: () => void plan() },
  ]
  return useMay('planner') ? commands : []
}
