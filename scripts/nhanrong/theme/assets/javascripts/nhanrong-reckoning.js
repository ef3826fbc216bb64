/* What the lines of an account add up to; pure. A line is [quantity, price]; sums are whole đồng.
   `cash` is what stays in the house, family labour not paid; `profit` is what is left once it is. Without any line of
   costs, or of income, there is neither. `even` is the price at which nothing is left, where one thing is sold; `share`
   the share of all prices at which nothing is left; `lower` the same sums with every selling price 20 % lower. */
window.nhanrong.reckon = (account, other) => {
  "use strict";

  const { investment, costs, labour, income } = account;
  const total = (lines) => lines.reduce((sum, [quantity, price]) => sum + Math.round(quantity * price), 0);
  const spent = total(costs) + other;
  const worked = total(labour);
  const earned = total(income);
  const whole = income.length > 0 && (costs.length > 0 || other > 0);
  const left = (sum) => (whole ? { cash: sum - spent, profit: sum - spent - worked } : null);
  const [quantity] = income.length === 1 ? income[0] : [0];
  const at = (needed) => (whole && quantity > 0 ? Math.ceil(needed / quantity) : null);
  const now = left(earned);
  return {
    investment: investment.length ? total(investment) : null,
    costs: costs.length || other ? spent : null,
    labour: labour.length ? worked : null,
    income: income.length ? earned : null,
    now,
    lower: left(total(income.map(([many, price]) => [many, price * 0.8]))),
    even: { cash: at(spent), profit: at(spent + worked) },
    share: whole && earned > 0 ? (spent + worked) / earned : null,
    years: investment.length && now && now.cash > 0 ? total(investment) / now.cash : null,
  };
};
