import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { NewPasswordForm } from '../accounts/new-password-form.tsx'
import { Dialog } from '../look/dialog.tsx'

/** Everybody may change their own password. */
export const OwnPassword = () => {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        <Trans>Change my password</Trans>
      </button>
      {isOpen ? (
        <Dialog label={t`Change my password`} onClose={() => setOpen(false)}>
          <h2 className="f16">
            <Trans>Change my password</Trans>
          </h2>
          <NewPasswordForm onDone={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </>
  )
}
