-- Figures of each quarter, so that a year of them is a few rows and not twelve of each (server/statistics/months.ts).
INSERT INTO figures (api, provider_id, stage, use_case, period, metric, detail, bucket, count)
SELECT api, provider_id, stage, use_case,
  substr(period, 1, 4) || '-Q' || (substr(period, 6, 2)::int + 2) / 3,
  metric, detail, bucket, sum(count)
FROM figures
WHERE period <> ''
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
HAVING sum(count) <> 0;
