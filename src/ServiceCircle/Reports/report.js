// Sorts a table by the column whose head is clicked; without this script the tables are simply in their first order.
document.querySelectorAll('table.sortable').forEach(function (table) {
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach(function (head, column) {
    const sort = function () {
      const sign = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
      heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
      head.setAttribute('aria-sort', sign === 1 ? 'ascending' : 'descending');
      const value = function (row) { return row.cells[column].dataset.v; };
      const text = function (row) { return row.cells[column].textContent; };
      Array.from(body.rows)
        .sort(function (a, b) {
          return sign * (value(a) === undefined ? text(a).localeCompare(text(b), document.documentElement.lang) : value(a) - value(b));
        })
        .forEach(function (row) { body.appendChild(row); });
    };
    head.tabIndex = 0;
    head.addEventListener('click', sort);
    head.addEventListener('keydown', function (event) { if (event.key === 'Enter') sort(); });
  });
});
