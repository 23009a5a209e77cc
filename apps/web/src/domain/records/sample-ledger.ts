/** A small landlord's ledger of 2026-27, in the shape the import reads. A module, so that it is there however the platform is packed. */
export const sampleLedger = `Date,Property,Category,Description,Money in,Money out
08/04/2026,12 Mill Lane,Rental income,Rent April 2026,1150.00,
09/04/2026,12 Mill Lane,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,138.00
11/04/2026,12 Mill Lane,Residential property finance costs,Mortgage interest,,412.37
15/04/2026,7 Orchard Close,Rental income,Rent April 2026,1420.00,
16/04/2026,7 Orchard Close,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,170.40
20/04/2026,12 Mill Lane,Property repairs and maintenance,"Boiler service, Harris Heating",,96.00
01/05/2026,"Flat 3, Wharf House",Rental income,Rent May 2026,985.00,
02/05/2026,"Flat 3, Wharf House","Legal, management and other professional fees",Letting agent fee 10% + VAT,,118.20
04/05/2026,"Flat 3, Wharf House",Residential property finance costs,Mortgage interest,,356.09
08/05/2026,12 Mill Lane,Rental income,Rent May 2026,1150.00,
09/05/2026,12 Mill Lane,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,138.00
11/05/2026,12 Mill Lane,Residential property finance costs,Mortgage interest,,412.37
11/05/2026,7 Orchard Close,Property repairs and maintenance,"Gutter repair, ""Top Roofing"" Ltd",,265.50
15/05/2026,7 Orchard Close,Rental income,Rent May 2026,1420.00,
16/05/2026,7 Orchard Close,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,170.40
29/05/2026,"Flat 3, Wharf House","Rent, rates, insurance and ground rents","Service charge, half year",,642.18
01/06/2026,"Flat 3, Wharf House",Rental income,Rent June 2026,985.00,
02/06/2026,12 Mill Lane,"Rent, rates, insurance and ground rents",Landlord insurance,,214.33
02/06/2026,"Flat 3, Wharf House","Legal, management and other professional fees",Letting agent fee 10% + VAT,,118.20
04/06/2026,"Flat 3, Wharf House",Residential property finance costs,Mortgage interest,,356.09
08/06/2026,12 Mill Lane,Rental income,Rent June 2026,1150.00,
09/06/2026,12 Mill Lane,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,138.00
11/06/2026,12 Mill Lane,Residential property finance costs,Mortgage interest,,412.37
15/06/2026,7 Orchard Close,Rental income,Rent June 2026,1420.00,
16/06/2026,7 Orchard Close,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,170.40
17/06/2026,7 Orchard Close,"Costs of services provided, including wages",Gardener,,75.00
24/06/2026,7 Orchard Close,Other property income,Parking space let,90.00,
01/07/2026,"Flat 3, Wharf House",Rental income,Rent July 2026,985.00,
02/07/2026,"Flat 3, Wharf House","Legal, management and other professional fees",Letting agent fee 10% + VAT,,118.20
04/07/2026,"Flat 3, Wharf House",Residential property finance costs,Mortgage interest,,356.09
05/07/2026,7 Orchard Close,Other allowable property expenses,Gas safety certificate,,84.99
06/07/2026,12 Mill Lane,Other allowable property expenses,Electrical report (EICR),,189.95
08/07/2026,12 Mill Lane,Rental income,Rent July 2026,1150.00,
09/07/2026,12 Mill Lane,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,138.00
11/07/2026,12 Mill Lane,Residential property finance costs,Mortgage interest,,412.37
15/07/2026,7 Orchard Close,Rental income,Rent July 2026,1420.00,
16/07/2026,7 Orchard Close,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,170.40
03/08/2026,"Flat 3, Wharf House","Rent, rates, insurance and ground rents","Council tax, void month",,141.70
08/08/2026,12 Mill Lane,Rental income,Rent August 2026,1150.00,
09/08/2026,12 Mill Lane,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,138.00
11/08/2026,12 Mill Lane,Residential property finance costs,Mortgage interest,,412.37
12/08/2026,"Flat 3, Wharf House",Property repairs and maintenance,Repainting between tenants,,1180.00
13/08/2026,"Flat 3, Wharf House",Property repairs and maintenance,"Refund, unused paint",42.49,
15/08/2026,7 Orchard Close,Rental income,Rent August 2026,1420.00,
16/08/2026,7 Orchard Close,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,170.40
01/09/2026,"Flat 3, Wharf House",Rental income,Rent September 2026,985.00,
02/09/2026,"Flat 3, Wharf House","Legal, management and other professional fees",Letting agent fee 10% + VAT,,118.20
04/09/2026,"Flat 3, Wharf House",Residential property finance costs,Mortgage interest,,356.09
08/09/2026,12 Mill Lane,Rental income,Rent September 2026,1195.00,
09/09/2026,12 Mill Lane,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,143.40
09/09/2026,7 Orchard Close,Other allowable property expenses,"Travel to inspection, 46 miles at 45p",,20.70
11/09/2026,12 Mill Lane,Residential property finance costs,Mortgage interest,,412.37
15/09/2026,7 Orchard Close,Rental income,Rent September 2026,1420.00,
16/09/2026,7 Orchard Close,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,170.40
21/09/2026,12 Mill Lane,Property repairs and maintenance,Café-style door – new hinge,,38.01
24/09/2026,7 Orchard Close,Other property income,Parking space let,90.00,
01/10/2026,"Flat 3, Wharf House",Rental income,Rent October 2026,985.00,
02/10/2026,"Flat 3, Wharf House","Legal, management and other professional fees",Letting agent fee 10% + VAT,,118.20
04/10/2026,"Flat 3, Wharf House",Residential property finance costs,Mortgage interest,,356.09
05/10/2026,12 Mill Lane,"Legal, management and other professional fees",Accountant,,240.00
06/10/2026,7 Orchard Close,"Rent, rates, insurance and ground rents",Landlord insurance,,231.10
08/10/2026,12 Mill Lane,Rental income,Rent October 2026,1195.00,
09/10/2026,12 Mill Lane,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,143.40
11/10/2026,12 Mill Lane,Residential property finance costs,Mortgage interest,,412.37
15/10/2026,7 Orchard Close,Rental income,Rent October 2026,1420.00,
16/10/2026,7 Orchard Close,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,170.40
01/11/2026,"Flat 3, Wharf House",Rental income,Rent November 2026,985.00,
02/11/2026,"Flat 3, Wharf House","Legal, management and other professional fees",Letting agent fee 10% + VAT,,118.20
03/11/2026,"Flat 3, Wharf House","Costs of services provided, including wages","Cleaner, communal stairs",,60.00
04/11/2026,"Flat 3, Wharf House",Residential property finance costs,Mortgage interest,,356.09
08/11/2026,12 Mill Lane,Rental income,Rent November 2026,1195.00,
09/11/2026,12 Mill Lane,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,143.40
11/11/2026,12 Mill Lane,Residential property finance costs,Mortgage interest,,412.37
15/11/2026,7 Orchard Close,Rental income,Rent November 2026,1420.00,
16/11/2026,7 Orchard Close,"Legal, management and other professional fees",Letting agent fee 10% + VAT,,170.40
`;
