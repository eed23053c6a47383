export const COMPANY_NUMBERS = [
  { field: 'gln', name: 'GLN', sample: '4000001000005' },
  { field: 'lei', name: 'LEI', sample: '506700GE1G29325QX363' },
  { field: 'uscc', name: '统一社会信用代码', sample: '91350100M000100Y43' },
  { field: 'bpn', name: 'BPN', sample: 'BPNL…' },
] as const

export type CompanyNumbers = Readonly<Record<string, string>>

interface NumberFacts {
  readonly numbers: CompanyNumbers
  readonly onNumbers: (numbers: CompanyNumbers) => void
}

/** Numbers of a company in registers; the node checks their check digits. */
export const NumberFields = ({ numbers, onNumbers }: NumberFacts) =>
  COMPANY_NUMBERS.map(({ field, name, sample }) => (
    <label key={field} className="form-row">
      <span className="number-name">{name}</span>
      <input
        className="field"
        maxLength={40}
        placeholder={sample}
        spellCheck={false}
        value={numbers[field] ?? ''}
        onChange={(event) => onNumbers({ ...numbers, [field]: event.target.value })}
      />
    </label>
  ))
