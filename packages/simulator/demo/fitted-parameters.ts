/**
 * Figures that the demo's generator is fitted to. They are summary statistics of three public sets of the UCI Machine
 * Learning Repository; the sets themselves are not in the project. fitted-parameters.test.ts computes each figure again
 * from the sets, where they are present.
 */
export const FITTED = {
  /** Dresses Attribute Sales (500 dresses, every second day, 44 days of 2013). */
  dress: {
    source: 'UCI 289, Dresses Attribute Sales',
    /** Natural logarithm of the pieces a style sells in 44 days. */
    logVolumeMean: 4.752,
    logVolumeDeviation: 1.607,
    /** Natural logarithm of sales of the second 22 days over the first: how styles fade. */
    logFadeMean: -1.044,
    logFadeDeviation: 1.291,
    /** Over-dispersion k of two-day sales, variance = mean + k mean²: median of styles that sell over 5 in two days. */
    overdispersion: 2.14,
    /** Share of styles by price band, and their median sales in 44 days. */
    priceBands: [
      { band: 'low', share: 0.349, medianVolume: 270.5 },
      { band: 'average', share: 0.506, medianVolume: 190 },
      { band: 'medium', share: 0.06, medianVolume: 65.5 },
      { band: 'high', share: 0.042, medianVolume: 42 },
      { band: 'very-high', share: 0.042, medianVolume: 53 },
    ],
    /** Share of the sizes S, M, L, XL among styles sold in one of them. */
    sizes: [
      { size: 'S', share: 0.119 },
      { size: 'M', share: 0.541 },
      { size: 'L', share: 0.294 },
      { size: 'XL', share: 0.046 },
    ],
  },
  /** Sales Transactions Weekly (811 products, 52 weeks). */
  weekly: {
    source: 'UCI 396, Sales Transactions Dataset Weekly',
    /** Variance over mean of weekly sales, median product with a mean above 1. */
    dispersion: 1.307,
    /** All products: second half of the year over the first. */
    halfYearRatio: 0.833,
  },
  /** Productivity Prediction of Garment Employees (691 sewing team-days of 2015). */
  sewing: {
    source: 'UCI 597, Productivity Prediction of Garment Employees',
    productivityMean: 0.722,
    productivityDeviation: 0.155,
    /** On days without and with a style change. */
    productivitySteady: 0.748,
    productivityChange: 0.626,
    standardMinutes: { low: 12.52, median: 22.52, high: 30.1 },
    shareOfDaysWithChange: 0.213,
  },
} as const
