/** Problems of this area: code → what happened, and what to do next. */
export const problems = {};

/** Other sentences of this area. */
export const words = {};
