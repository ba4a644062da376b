"""The data of label sheets: name badges and raffle tickets."""
