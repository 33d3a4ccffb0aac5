/** Refusals: services and firms that settled. */
export const servicesErrors = {
  service_duplicate: {
    status: 409,
    zh: '同一企业、同一类型、同一日期的这项服务已登记，请在“服务记录”中查看，无需重复登记。',
    en: 'This service to the same firm, of the same kind and day, is recorded already. See it under “Services”.',
  },
  own_service: {
    status: 409,
    zh: '不能登记对本单位的服务，请由服务提供方登记。',
    en: 'Nobody records a service to his own organisation. Whoever rendered it does.',
  },
  services_not_confirmable: {
    status: 409,
    zh: '{organisations} 的记录不能由您确认，本次未确认任何记录。请取消勾选后重试。',
    en: 'You cannot confirm the records of {organisations}; nothing was confirmed. Leave them out and try again.',
  },
  landing_exists: {
    status: 409,
    zh: '该企业已有待认定或已认定的落地记录，请在“落地企业”中查看。',
    en: 'This firm has a settlement that is reported or confirmed already. See it under “Firms settled”.',
  },
} as const
