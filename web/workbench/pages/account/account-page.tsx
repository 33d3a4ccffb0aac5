import { useText } from '../../i18n/text.tsx'
import { Authenticator, Password } from './credentials.tsx'
import { PersonalData } from './personal-data.tsx'
import { Profile } from './profile.tsx'
import { Sessions } from './sessions.tsx'
import { Tokens } from './tokens.tsx'

/** One's own account: who one is, how one signs in, where one is signed in, and what is kept about one. */
export function AccountPage() {
  const { t } = useText()
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.myAccount')}</h1>
      </header>
      <div className="narrow stack wide-gap">
        <Profile />
        <Password />
        <Authenticator />
        <Sessions />
        <Tokens />
        <PersonalData />
      </div>
    </>
  )
}
