/** The languages charts speak. The same codes as the interface's. */
export type Language = 'zh' | 'en';
