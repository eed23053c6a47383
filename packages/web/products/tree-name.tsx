import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Icon } from '../look/icon.tsx'
import type { TreeRow } from './bill-tree.ts'

export interface TreeNameFacts {
  readonly row: TreeRow<unknown>
  readonly name: string
  readonly isClosed: boolean
  readonly onToggle: () => void
}

/** Levels beyond these are said by number, not by more indent. */
const MOST_INDENT = 12
const INDENT = 18

/** The name of a row of a tree, indented by its level, with the knob that opens and closes what is below it. */
export const TreeName = ({ row, name, isClosed, onToggle }: TreeNameFacts) => {
  const { t } = useLingui()
  return (
    <span className="tree-name" style={{ paddingLeft: Math.min(row.depth, MOST_INDENT) * INDENT }}>
      {row.hasLines ? (
        <button
          type="button"
          className={`tree-knob ${isClosed ? '' : 'open'}`}
          aria-expanded={!isClosed}
          aria-label={isClosed ? t`Open what is below ${row.item}` : t`Close what is below ${row.item}`}
          onClick={onToggle}
        >
          <Icon name="right" size={12} />
        </button>
      ) : (
        <i className="tree-knob" />
      )}
      <span className="for-readers">{t`Level ${row.depth}`}</span>
      {row.depth === 0 ? (
        <b className="nw">{row.item}</b>
      ) : (
        <Link className="nw b" to="/products/item" search={{ item: row.item } as never}>
          {row.item}
        </Link>
      )}
      <span className="m ell" title={name}>
        {name === row.item ? '' : name}
      </span>
    </span>
  )
}
