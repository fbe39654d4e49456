1020a1021,1025
> 	at DeepCreation.down(DeepCreation.java:6)
> 	at DeepCreation.down(DeepCreation.java:5)
> 	at DeepCreation.down(DeepCreation.java:6)
> 	at DeepCreation.down(DeepCreation.java:6)
> 	at DeepCreation.down(DeepCreation.java:5)
