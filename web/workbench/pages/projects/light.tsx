import type { Light, Project } from '../../../../contracts/projects.ts'
import { StateTag, type Tone } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'
import { percent } from './number.ts'

const tones: Readonly<Record<Light, Tone>> = { on_course: 'pine', at_risk: 'sand', late: 'tile' }

/** On course, at risk or late, by word, mark and colour; nothing where no project is under way. */
export function LightTag({ light }: { light: Light | null }) {
  const { t } = useText()
  return light ? <StateTag tone={tones[light]}>{t(`projects.light_${light}`)}</StateTag> : null
}

/** The light with everything that speaks against the project, and the rule it follows. */
export function LightPanel({ project }: { project: Project }) {
  const { t } = useText()
  if (!project.light) return null
  return (
    <section className="panel">
      <h2>{t('projects.lightTitle')}</h2>
      <p>
        <LightTag light={project.light} />
      </p>
      {project.lightReasons.length === 0 ? (
        <p>{t('projects.lightFine')}</p>
      ) : (
        <ul className="reasons">
          {project.lightReasons.map((reason) => (
            <li key={reason.code + String(reason.params.title ?? reason.params.name ?? '')}>
              {t(`projects.why_${reason.code}`, sharesInWords(reason.params))}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary className="quiet">{t('projects.lightHow')}</summary>
        <p className="quiet prose">{t('projects.lightRule')}</p>
      </details>
    </section>
  )
}

/** Shares (`share`, `elapsed`, 0..1) as percentages; the rest as it is. */
function sharesInWords(params: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      (name === 'share' || name === 'elapsed') && typeof value === 'number' ? percent(value) : value,
    ]),
  )
}
