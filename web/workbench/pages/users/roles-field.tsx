import { exclusiveRoles, type PlatformRole, platformRoles } from '../../../../contracts/common.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { useLabels } from '../../shell/labels.ts'
import { ManyChoice } from '../../shell/many-choice.tsx'

/** The roles of these that no account may hold together; none when there is one or none. */
export function excluding(roles: readonly PlatformRole[]): PlatformRole[] {
  const held = roles.filter((role) => (exclusiveRoles as readonly string[]).includes(role))
  return held.length > 1 ? held : []
}

export function RolesField(props: {
  value: readonly PlatformRole[]
  onChange: (roles: PlatformRole[]) => void
  error?: string
}) {
  const { t } = useText()
  const labels = useLabels()
  const clash = excluding(props.value)
  const said =
    clash.length > 0
      ? t('users.exclude', { roles: clash.map((role) => labels.of('roles', role)).join('、') })
      : undefined
  return (
    <ManyChoice
      short
      label={t('users.role')}
      options={platformRoles.map((role) => ({ value: role, label: labels.of('roles', role) }))}
      value={props.value}
      onChange={(roles) => props.onChange(roles as PlatformRole[])}
      error={said ?? props.error}
      hint={t('users.rolesHint')}
    />
  )
}

export function DistrictField(props: { value: string; onChange: (district: string) => void; error?: string }) {
  const { t, name } = useText()
  const catalog = useCatalog()
  return (
    <Field label={t('users.district')} error={props.error} required>
      {(control) => (
        <Choice
          {...control}
          empty={t('form.choose')}
          value={props.value}
          options={catalog.districts.map((one) => ({ value: one.key, label: name(one) }))}
          onChange={props.onChange}
        />
      )}
    </Field>
  )
}
