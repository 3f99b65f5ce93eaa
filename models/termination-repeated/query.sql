-- 恢复执行案件从立案到再次终本（含首尾）有没有任何一项登记的措施；没有日期的措施也算有。
WITH resumed AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code,
           coalesce(court, case_court(case_number)) AS court, cause, title, previous_norm AS previous,
           filed, closed, creditors, debtors, greatest(claim - coalesce(paid, 0), 0) AS unpaid, queried, restricted, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND (previous IS NOT NULL OR case_kind(case_number) = '执恢')
),
measures AS (
    SELECT case_number_norm AS number, coalesce(sent, answered) AS day FROM queries WHERE case_number_norm IN (SELECT number FROM resumed WHERE number IS NOT NULL)
    UNION ALL SELECT case_number_norm, "start" FROM seals WHERE case_number_norm IN (SELECT number FROM resumed WHERE number IS NOT NULL)
    UNION ALL SELECT case_number_norm, coalesce(notice, "start"::DATE) FROM auctions WHERE case_number_norm IN (SELECT number FROM resumed WHERE number IS NOT NULL)
    UNION ALL SELECT case_number_norm, coalesce(received, notified) FROM receipts WHERE case_number_norm IN (SELECT number FROM resumed WHERE number IS NOT NULL)
    UNION ALL SELECT case_number_norm, made FROM restrictions WHERE case_number_norm IN (SELECT number FROM resumed WHERE number IS NOT NULL)
),
done AS (
    SELECT DISTINCT r.number
    FROM resumed r JOIN measures m ON m.number = r.number
    WHERE coalesce(m.day BETWEEN r.filed AND r.closed, true)
),
-- 各法院的查控、查封记录到哪一天为止：此后的不知道。
courts AS (
    SELECT q.court_code, least(q.last, s.last) AS last
    FROM (SELECT case_court(case_number) AS court_code, max(coalesce(sent, answered)) AS last FROM queries GROUP BY 1) q
         JOIN (SELECT case_court(case_number) AS court_code, max("start") AS last FROM seals GROUP BY 1) s ON s.court_code = q.court_code
),
-- 同一执行依据终本过几次。
times AS (
    SELECT title, count(*) AS n FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本')) AND title IN (SELECT title FROM resumed WHERE title IS NOT NULL)
    GROUP BY title
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
hits AS (
    SELECT r.*, coalesce(t.n, 2) AS n_times FROM resumed r LEFT JOIN times t ON t.title = r.title
    WHERE r.number NOT IN (SELECT number FROM done) AND EXISTS (SELECT 1 FROM courts c WHERE c.court_code = r.court_code AND c.last >= r.closed)
      AND NOT coalesce(queried BETWEEN filed AND closed, false) AND NOT coalesce(restricted BETWEEN filed AND closed, false)
)
SELECT h.number AS key, 'idle' AS rule, h.number AS case_number, court, [creditors, debtors] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, closed AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN filed IS NULL THEN 'filed' END] AS missing,
       ['file', CASE WHEN previous IS NOT NULL THEN 'other-number' END, 'why', 'notice'] AS questions,
       [fact('立案日期', filed, place), fact('结案日期', closed, place), fact('原执行案号', previous, place),
        fact('执行依据', title, place), CASE WHEN title IS NOT NULL THEN fact('同一执行依据终本次数', n_times::VARCHAR, NULL) END,
        fact('未履行金额', yuan(unpaid), place)] AS facts
FROM hits h LEFT JOIN weak w ON w.number = h.number
