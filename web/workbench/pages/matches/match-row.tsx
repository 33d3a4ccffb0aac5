import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Match, MatchRequirement } from '../../../../contracts/matches.ts'
import { significant } from '../../../ui/format.ts'
import { ExplanationBar } from '../../../ui/parts/explanation-bar.tsx'
import { useText } from '../../i18n/text.tsx'
import { signOf } from '../scenarios/measure.tsx'

/** One match: who or what it is, the score as the stack of its parts, and each condition with what is stated. */
export function MatchRow({ match, title }: { match: Match; title: ReactNode }) {
  const { t } = useText()
  const gained = match.parts.filter((part) => part.factor !== 'staleness' && part.share > 0)
  const lost = match.parts.find((part) => part.factor === 'staleness' && part.share < 0)
  return (
    <li className="stack">
      <p className="row wrap">
        {title}
        <strong className="figures">{t('matches.score', { score: significant(match.score * 100, 3) })}</strong>
        {match.intentId ? (
          <Link to="/intents/$id" params={{ id: match.intentId }}>
            {t('matches.answered')}
          </Link>
        ) : null}
      </p>
      <ExplanationBar
        parts={gained.map((part) => ({
          key: part.factor,
          label: part.factor === 'staleness' ? '' : t(`matches.${part.factor}`),
          value: part.share * 100,
        }))}
        outOf={100}
      />
      {lost ? <p className="quiet">{t('matches.stale', { value: significant(-lost.share * 100, 2) })}</p> : null}
      {match.terms.length > 0 ? (
        <p className="quiet">{t('matches.words', { words: match.terms.map((term) => term.text).join('、') })}</p>
      ) : null}
      {match.requirements.length > 0 ? (
        <ul>
          {match.requirements.map((each) => (
            <Requirement key={each.id} requirement={each} match={match} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

const tones = { met: 'tag', unmet: 'tag tag-wait', unknown: 'tag' } as const

function Requirement({ requirement, match }: { requirement: MatchRequirement; match: Match }) {
  const { t } = useText()
  const { verdict, because, stated, by, unit, asOf } = requirement
  const amount = (value: number) => `${significant(value)}${unit ? ` ${unit}` : ''}`
  const partners = match.gaps.find((gap) => gap.requirementId === requirement.id)?.partners ?? []
  return (
    <li className="row wrap">
      <span className={tones[verdict]}>{t(`matches.${verdict}`)}</span>
      <span>{requirement.text}</span>
      {requirement.metric && requirement.comparator && requirement.threshold !== null ? (
        <span className="quiet figures">
          {requirement.metric} {signOf(requirement.comparator)} {amount(requirement.threshold)}
        </span>
      ) : null}
      <span className="quiet">
        {[
          stated === null
            ? null
            : asOf
              ? t('matches.statedOn', { stated: amount(stated), day: asOf })
              : t('matches.stated', { stated: amount(stated) }),
          by === null || by === 0 ? null : t('matches.short', { by: amount(by) }),
          because ? t(`matches.${because}`) : null,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </span>
      {partners.length > 0 ? (
        <span className="quiet">
          {t('matches.partners', {
            names: partners.map((each) => `${each.organisation.name} ${each.capability.name}`).join('、'),
          })}
        </span>
      ) : null}
    </li>
  )
}
