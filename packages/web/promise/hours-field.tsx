import { useLingui } from '@lingui/react/macro'

const HOURS = [4, 24, 48, 72, 168]

/** For how long something is reserved. */
export const HoursField = ({
  hours,
  onHours,
}: {
  readonly hours: number
  readonly onHours: (hours: number) => void
}) => {
  const { t } = useLingui()
  return (
    <select
      className="field"
      aria-label={t`Hours to reserve`}
      value={hours}
      onChange={(event) => onHours(Number(event.target.value))}
    >
      {HOURS.map((one) => (
        <option key={one} value={one}>
          {t`${one} h`}
        </option>
      ))}
    </select>
  )
}
