import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ItemBalance } from '../../../schemas/rest/tracing.ts'
import { Grid } from '../grid/grid.tsx'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import { ItemStrip } from './item-strip.tsx'
import { MATERIAL_COLUMNS } from './material-columns.tsx'
import type { MaterialsSearch } from './materials-search.ts'
import { PegPanel } from './peg-panel.tsx'
import { readTrail, writeTrail } from './peg-trail.ts'
import './materials.css'

const PATH = '/api/material-balances'
const keyOf = (row: ItemBalance): string => row.item

/** Every item over the horizon, the short ones first; one opens as a strip, and from it pegging is followed up and down. */
export const MaterialsPage = () => {
  const { t } = useLingui()
  const { item, by, peg, ...state } = useSearch({ strict: false }) as MaterialsSearch
  const navigate = useNavigate()
  const list = useList<ItemBalance>(PLAN_TOPIC, PATH, state)
  const columns = shownColumns(MATERIAL_COLUMNS, state)
  const trail = readTrail(peg)
  const go = (next: MaterialsSearch): void => void navigate({ to: '.', search: next as never })
  const width = by ? { by } : {}
  const open = item === undefined ? {} : { item }
  return (
    <div className={`with-side ${trail.length > 0 ? 'open' : ''}`}>
      <div className="today">
        <header className="head">
          <h1>
            <Trans>Materials</Trans>
          </h1>
        </header>
        <div className="materials">
          {item === undefined ? null : (
            <ItemStrip
              item={item}
              width={by ?? 'day'}
              onWidth={(next) =>
                go({ ...state, item, ...(next === 'week' ? { by: next } : {}), ...(peg ? { peg } : {}) })
              }
              onClose={() => go(state)}
              onPeg={(step) => go({ ...state, item, ...width, peg: writeTrail([step]) })}
            />
          )}
          <section className="panel">
            <GridTools
              path={PATH}
              columns={MATERIAL_COLUMNS}
              shown={columns}
              state={state}
              onState={(next) => go({ ...next, ...open, ...width })}
              total={list.total}
            />
            <Grid
              label={t`Materials`}
              {...{ list, columns, state, keyOf }}
              open={item}
              onState={(next) => go({ ...next, ...open, ...width })}
              onOpen={(row) => go({ ...state, ...width, ...(row.item === item ? {} : { item: row.item }) })}
              empty={<Trans>No plan yet. Import items and orders, then plan.</Trans>}
            />
          </section>
        </div>
      </div>
      {trail.length > 0 ? (
        <PegPanel
          trail={trail}
          item={item ?? null}
          onTrail={(next) => go({ ...state, ...open, ...width, ...(next.length > 0 ? { peg: writeTrail(next) } : {}) })}
        />
      ) : null}
    </div>
  )
}
