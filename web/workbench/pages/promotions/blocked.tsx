import { Link } from '@tanstack/react-router'
import { errors } from '../../../../contracts/errors.ts'
import type { PromotionProspects } from '../../../../contracts/promotions.ts'
import { useText } from '../../i18n/text.tsx'

/** Why nothing may be applied for now; the application under way is one step away. */
export function Blocked({ prospects }: { prospects: PromotionProspects }) {
  const { t, name } = useText()
  if (!prospects.blocked) return null
  return (
    <div className="note note-wait stack tight">
      <p>{name(errors[prospects.blocked])}</p>
      {prospects.open ? (
        <p>
          <Link to="/promotions/$id" params={{ id: prospects.open.id }} className="button">
            {prospects.open.code ?? t('promotions.goOn')}
          </Link>
        </p>
      ) : null}
    </div>
  )
}
