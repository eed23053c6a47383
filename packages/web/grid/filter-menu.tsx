import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { Icon } from '../look/icon.tsx'
import { Menu } from '../look/menu.tsx'
import { takeFocus } from '../look/take-focus.ts'
import { DAY_WORDS } from './day-words.ts'
import { type GridColumn, useTitle } from './grid-column.ts'
import { plainText, readFilter } from './grid-state.ts'

export interface FilterFacts<Row> {
  readonly columns: readonly GridColumn<Row>[]
  readonly filter: string | undefined
  readonly onFilter: (column: string, wanted: string | null) => void
}

/** A chip for each clause, editable in place, and one more to add. */
export const FilterMenu = <Row,>({ columns, filter, onFilter }: FilterFacts<Row>) => {
  const { t } = useLingui()
  const clauses = readFilter(filter).flatMap((one) => {
    const column = columns.find((known) => known.name === one.column)
    return column ? [{ column, wanted: one.wanted }] : []
  })
  return (
    <>
      {clauses.map((clause) => (
        <FilterChip key={clause.column.name} {...clause} onFilter={onFilter} />
      ))}
      <Menu label={t`Add a filter`} className="filter" button={<Trans>Filter +</Trans>}>
        {(close) => <NewClause {...{ columns, onFilter, close }} />}
      </Menu>
    </>
  )
}

interface Clause<Row> {
  readonly column: GridColumn<Row>
  readonly wanted: string
}

const FilterChip = <Row,>({ column, wanted, onFilter }: Clause<Row> & Pick<FilterFacts<Row>, 'onFilter'>) => {
  const { t } = useLingui()
  const title = useTitle()(column)
  const text = useClauseText()({ column, wanted })
  return (
    <span className="filter on">
      <Menu
        label={t`${title} ${text}, change this filter`}
        className="filter-name"
        button={
          <>
            <span className="m">{title}</span> {text}
          </>
        }
      >
        {(close) => <ClauseForm {...{ column, wanted, onFilter, close }} />}
      </Menu>
      <button
        type="button"
        className="filter-x"
        aria-label={t`Take the filter by ${title} away`}
        onClick={() => onFilter(column.name, null)}
      >
        <Icon name="close" size={10} />
      </button>
    </span>
  )
}

/** What a clause asks for; a range that is open on one side says which. */
function useClauseText(): <Row>(clause: Clause<Row>) => string {
  const { t, i18n } = useLingui()
  return ({ column, wanted }) => {
    const word = DAY_WORDS.find((one) => one.word === wanted)
    if (word) return i18n._(word.name)
    const choices = wanted
      .split('|')
      .map((value) => column.choices?.find((one) => one.value === value)?.name)
      .flatMap((name) => (name ? [i18n._(name)] : []))
    if (choices.length > 0) return choices.join(', ')
    if (wanted === '') return t`empty`
    const [from, to] = wanted.includes('..') ? wanted.split('..') : []
    if (from === '' && to === '') return t`not empty`
    if (from === '') return t`until ${to}`
    return to === '' ? t`from ${from}` : readable(wanted)
  }
}

const readable = (wanted: string): string => {
  try {
    return decodeURIComponent(wanted.replace(/^~/, '')).replaceAll('|', ', ').replace('..', ' – ')
  } catch {
    return wanted
  }
}

type NewClauseFacts<Row> = Omit<FilterFacts<Row>, 'filter'> & { readonly close: () => void }

function NewClause<Row>({ columns, onFilter, close }: NewClauseFacts<Row>) {
  const title = useTitle()
  const [column, setColumn] = useState<GridColumn<Row> | null>(null)
  if (column) return <ClauseForm {...{ column, onFilter, close }} wanted="" />
  return columns.map((one) => (
    <button key={one.name} type="button" className="menu-item" onClick={() => setColumn(one)}>
      {title(one)}
    </button>
  ))
}

interface ClauseFacts<Row> {
  readonly column: GridColumn<Row>
  readonly wanted: string
  readonly onFilter: (column: string, wanted: string | null) => void
  readonly close: () => void
}

const ClauseForm = <Row,>(facts: ClauseFacts<Row>) => {
  if (facts.column.type === 'choice') return <ChoiceForm {...facts} />
  return facts.column.type === 'text' ? <TextForm {...facts} /> : <RangeForm {...facts} />
}

const ChoiceForm = <Row,>({ column, wanted, onFilter }: ClauseFacts<Row>) => {
  const { i18n } = useLingui()
  const chosen = wanted === '' ? [] : wanted.split('|')
  const toggle = (value: string): void => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    onFilter(column.name, next.length === 0 ? null : next.join('|'))
  }
  return (column.choices ?? []).map(({ value, name }) => (
    <label key={value} className="menu-item">
      <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
      {i18n._(name)}
    </label>
  ))
}

const TextForm = <Row,>({ column, wanted, onFilter, close }: ClauseFacts<Row>) => {
  const { t } = useLingui()
  const [text, setText] = useState(readable(wanted))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onFilter(column.name, text === '' ? null : `~${plainText(text)}`)
    close()
  }
  return (
    <form className="clause" onSubmit={submit}>
      <input
        ref={takeFocus}
        className="field"
        aria-label={t`holds`}
        placeholder={t`holds`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="btn">
        <Trans>Filter</Trans>
      </button>
    </form>
  )
}

const RangeForm = <Row,>({ column, wanted, onFilter, close }: ClauseFacts<Row>) => {
  const { t, i18n } = useLingui()
  const [from = '', to = ''] = wanted.includes('..') ? wanted.split('..') : [wanted, wanted]
  const [range, setRange] = useState({ from: DAY_WORDS.some((one) => one.word === from) ? '' : from, to })
  const type = column.type === 'date' ? 'date' : 'text'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onFilter(column.name, range.from === '' && range.to === '' ? null : `${range.from}..${range.to}`)
    close()
  }
  return (
    <form className="clause" onSubmit={submit}>
      {column.type === 'date'
        ? DAY_WORDS.map(({ word, name }) => (
            <button
              key={word}
              type="button"
              className="menu-item"
              onClick={() => {
                onFilter(column.name, word)
                close()
              }}
            >
              {i18n._(name)}
            </button>
          ))
        : null}
      <span className="row">
        <input
          type={type}
          inputMode="decimal"
          className="field"
          aria-label={t`from`}
          placeholder={t`from`}
          value={range.from}
          onChange={(event) => setRange({ ...range, from: event.target.value })}
        />
        <input
          type={type}
          inputMode="decimal"
          className="field"
          aria-label={t`to`}
          placeholder={t`to`}
          value={range.to}
          onChange={(event) => setRange({ ...range, to: event.target.value })}
        />
      </span>
      <button type="submit" className="btn">
        <Trans>Filter</Trans>
      </button>
    </form>
  )
}
