import { Trans } from '@lingui/react/macro'
import { Logo } from '../look/icon.tsx'
import { LanguageSwitch, ThemeSwitch } from '../shell/top-bar.tsx'
import { NewPasswordForm } from './new-password-form.tsx'

/** Who was given a password by somebody chooses their own before anything else opens. */
export const FirstPasswordPage = () => (
  <main className="entry">
    <div className="entry-tools">
      <ThemeSwitch />
      <LanguageSwitch />
    </div>
    <section className="panel entry-form">
      <span className="logo">
        <Logo />
      </span>
      <h1 className="f20">
        <Trans>Choose a password of your own</Trans>
      </h1>
      <p className="m">
        <Trans>Somebody has given you one for this login only.</Trans>
      </p>
      <NewPasswordForm />
    </section>
  </main>
)
