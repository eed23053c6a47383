import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { CheckedFile } from '../../../schemas/rest/imports.ts'
import { grouped } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import type { DraftFile } from './draft.ts'
import { ChooseFiles } from './drop-target.tsx'
import { useFileName } from './file-names.ts'
import type { OpenDraft, SendingFault } from './use-draft.ts'

export interface DraftFilesFacts {
  readonly open: OpenDraft
  readonly checkedOf: (file: DraftFile) => CheckedFile | undefined
  readonly at: number
  readonly onAt: (at: number) => void
}

/** The files of an import, each with what it is and how it stands. */
export const DraftFiles = ({ open, checkedOf, at, onAt }: DraftFilesFacts) => {
  const { t } = useLingui()
  return (
    <nav className="draft-files" aria-label={t`Files of this import`}>
      <ul>
        {open.draft.files.map((file, i) => (
          <li key={file.id} className={i === at ? 'on' : ''}>
            <button type="button" aria-current={i === at ? 'true' : undefined} onClick={() => onAt(i)}>
              <FileLine file={file} checked={checkedOf(file)} fault={open.faults[file.id]} />
            </button>
            <button
              type="button"
              className="icon-button mini"
              aria-label={t`Take ${file.name} out`}
              title={t`Take ${file.name} out`}
              onClick={() => open.remove(i)}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      <ChooseFiles className="btn sm" onFiles={open.add}>
        <Trans>Add files…</Trans>
      </ChooseFiles>
    </nav>
  )
}

interface FileLineFacts {
  readonly file: DraftFile
  readonly checked: CheckedFile | undefined
  readonly fault: SendingFault | undefined
}

const FileLine = ({ file, checked, fault }: FileLineFacts) => {
  const fileName = useFileName()
  const wrong = checked ? checked.counts.wrong + checked.faults.filter((one) => one.row === null).length : 0
  return (
    <>
      <b className="ell">{checked?.file ? fileName(checked.file) : file.name}</b>
      <span className="q f12 ell" title={file.name}>
        <bdi>{file.name}</bdi>
      </span>
      <span className="f12 row">
        {fault || (file.upload === null && !fault) ? (
          <NotSent fault={fault} />
        ) : checked ? (
          <>
            <span className="q">
              <Plural value={checked.rows} one="# row" other="# rows" />
            </span>
            {wrong > 0 ? (
              <span className="t-late row">
                <Shape status="late" /> <Trans>{grouped(wrong)} wrong</Trans>
              </span>
            ) : null}
          </>
        ) : (
          <span className="q">
            <Trans>Looking at it…</Trans>
          </span>
        )}
      </span>
    </>
  )
}

const NotSent = ({ fault }: { readonly fault: SendingFault | undefined }) =>
  fault ? (
    <span className="t-late row">
      <Shape status="late" /> <Trans>Not sent</Trans>
    </span>
  ) : (
    <span className="q">
      <Trans>Sending…</Trans>
    </span>
  )
