/** Problems of this area: code → what happened, and what to do next. */
export const problems = {
  'churn-yaml': {
    message: 'The definition cannot be read: line {line}.',
    next: 'Check indentation, quotes and colons near that place.',
  },
  'churn-key-unknown': {
    message: 'Line {line}: a definition of churn has no “{key}”.',
    next: 'Use one of: {known}.',
  },
  'churn-key-not-used': {
    message: 'Line {line}: the rule “{rule}” does not use “{key}”.',
    next: 'Take it out, or choose another rule. This one has: {known}.',
  },
  'churn-own-sql': {
    message: 'Line {line}: “{key}” says nothing where the definition is own SQL.',
    next: 'Write it into the SQL, or take `sql` out. Beside it stand only: {known}.',
  },
  'churn-value': {
    message: 'Line {line}: “{key}” cannot be this.',
    next: 'Write it like this: {expected}.',
  },
  'churn-exclusion': {
    message: 'Line {line}: an exclusion says exactly one thing.',
    next: 'Give it one of {known}, and a label if you like.',
  },
  'churn-no-source': {
    message: 'This definition does not say which data it is about.',
    next: 'Write `from=` and the name of a data or query cell after `churn`.',
  },
  'churn-role-missing': {
    message: 'The rule “{rule}” needs the role “{role}”, and “{relation}” has no such column.',
    next: 'Say in the data cell which column it is, or choose a rule that needs another one.',
  },
  'churn-column-missing': {
    message: '“{relation}” has no column “{column}”.',
    next: 'Use one of: {candidates}.',
  },
  'churn-segment-name': {
    message: '“{column}” is the name of a column that every definition yields.',
    next: 'Give the segment another name in the data cell.',
  },
  'start-no-rule': {
    message: 'These files do not say who left.',
    next: 'Say which column does: the end date (ended), a flag (churned), the last day of activity (last), or with the customer (customer) the time of orders or visits (time).',
  },
  'start-flag-unclear': {
    message:
      'The column “{column}” of {file} may say who left, but its values ({values}) do not tell which of them means left.',
    next: 'Give the flag (churned) as a condition with the value that means left, for example {example}; on the command line: --role {argument}.',
  },
  'start-rule-role': {
    message: 'The rule “{rule}” needs the role “{role}”, which was not found in {file}.',
    next: 'Say which column it is, or choose another rule.',
  },
  'churn-sql-columns': {
    message: 'The SQL of this definition lacks columns: {columns}.',
    next: 'Add them; where nothing is known, as null.',
  },
  'churn-sql-type': {
    message: 'The SQL gives “{column}” as {found}, not as {type}.',
    next: 'Cast it to {type}.',
  },
};

/** Other sentences of this area. */
export const words = {
  roleByName: 'The name “{column}” says so.',
  roleByValues: 'Its values look like it: {values}.',
  roleByNameAndValues: 'The name “{column}” says so, and the values fit: {values}.',
  roleByPlace: 'It is the only column left that could be it.',
  roleFewValues: 'About {count} different values, to group customers by.',
  roleNumbers: 'Numbers, about {count} different ones, to be grouped in bands.',
  shapeCustomers:
    'One row for each customer: “{customer}” hardly repeats in {rows} rows, and there is a start, an end, a flag or a tenure.',
  shapeCustomersRepeated:
    'One row or several for each customer: about {distinct} different values of “{customer}” in {rows} rows, with a start, an end, a flag or a tenure.',
  shapeCustomersOnly:
    'One row for each customer: about {distinct} different values of “{customer}” in {rows} rows. No column was recognised that says since when a customer is here, or whether and when one left.',
  shapeCustomersUnnamed: 'One row for each customer, though no column names them.',
  shapeActivity: 'Many rows for each customer, each with a time: orders, visits or logins.',
  shapePeriods: 'A row for each customer and period.',
  shapeReasons: 'Reasons, comments or ratings of customers.',
  shapeIndicators: 'One row for each period, without customers.',
  roleCustomer: 'customer',
  roleStarted: 'start date',
  roleEnded: 'end date',
  roleChurned: 'left or not',
  roleTenure: 'tenure',
  roleValue: 'value per period',
  roleReason: 'reason for leaving',
  roleObserved: 'day the data is true',
  roleEntered: 'observed from',
  roleContact: 'contact',
  roleLast: 'last day of activity',
  roleRecency: 'days since the last activity',
  roleFrequency: 'how often',
  roleTime: 'time of activity',
  roleAmount: 'amount',
  roleTransaction: 'order number',
  rolePeriod: 'period',
  roleStatus: 'status in the period',
  roleText: 'text',
  rolePlatform: 'platform',
  roleRating: 'rating',
  roleSegment: 'to group by',
  roleNone: 'not used',
  shapeNameCustomers: 'customers',
  shapeNameActivity: 'activity',
  shapeNamePeriods: 'periods',
  shapeNameReasons: 'reasons',
  shapeNameIndicators: 'indicators',
  ruleNameEnded: 'end date',
  ruleNameFlag: 'flag',
  ruleNameInactive: 'no activity',
  ruleNameStatus: 'status by period',
  ruleNameDowngraded: 'value falls',
};
