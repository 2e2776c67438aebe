"""What people are charged under a contract: charges by the year, what is waived, what is given back, who bears it."""
